"""The detectors: one file each, ``detect(folded, context)`` yields evidence."""
