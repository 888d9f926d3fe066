"""Makes the classifier's weights from open data and our own: never imported at run time.

``uv run --group training python -m bot.training`` re-makes what ships. What is read, how it is
labelled and what came of it stands in the model card beside the weights.
"""
