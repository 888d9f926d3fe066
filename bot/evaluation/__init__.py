"""How well texts are judged: labelled texts in, figures out. Pure but for reading the file.

The judge is handed in, so that figures say the same of any judge: of the shipped one, of one
detector alone, or of somebody else's.
"""
