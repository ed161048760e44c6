"""SHAP: what each token does for a class. Wants `pip install shap torch transformers`."""

import sys

import shap
from transformers import pipeline

from heatmark import Heatmap


def main(path: str) -> None:
    """Save the values of the first text, a series for each class."""
    classify = pipeline("sentiment-analysis", top_k=None)
    explained = shap.Explainer(classify)(["A film that I would gladly see again."])
    Heatmap(explained[0], measure="SHAP value", scale="zero").save(path)


if __name__ == "__main__":
    main(sys.argv[1])  # such as docs/data/shap.json
