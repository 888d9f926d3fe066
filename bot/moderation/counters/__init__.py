"""Counter-evidence: what speaks for a harmless reading of a passage.

Each function looks at a passage and returns a ``Counter`` or None. What a counter changes is
the policy's business.
"""
