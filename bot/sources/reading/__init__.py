"""The parts of reading a plain text as an article with its readers' comments.

``lines`` cuts the text up, ``header`` takes title and byline, ``register`` and ``author_lines``
and ``captions`` weigh what a line may be, ``segmentation`` decides for the whole document at once
where the readers begin and who speaks, ``markers`` does the same where the document says so.
"""
