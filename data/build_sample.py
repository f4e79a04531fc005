"""Write sample_articles.csv, the generated articles that ship with the dashboard.

Run it from the top of the checkout: ``python -m data.build_sample``.
"""

from dashboard.articles import sample
from dashboard.articles.dataset import SAMPLE

if __name__ == "__main__":
    sample.write(SAMPLE)
    print(f"{SAMPLE.name}: {sample.COUNT} generated articles from seed {sample.SEED}")
