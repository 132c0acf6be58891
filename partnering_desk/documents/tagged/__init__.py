"""Tagged PDF: what every document of the program is set with, so that everyone can read it, for as long as it is kept.

``text`` holds the one flowable that shows words, each a part of a ``structure``; a ``sheet`` is the canvas on which
they are drawn, everything else on it being an artifact; ``file`` writes what was drawn as PDF/UA-1 and PDF/A-2a.
"""
