"""Plain HTTP beside Dash: shapes, the dataset's version, security headers."""
