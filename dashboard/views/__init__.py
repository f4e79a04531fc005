"""What a visitor sees: Dash and Plotly live here and nowhere else."""
