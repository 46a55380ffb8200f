"""
Tables of k entreprises and l associations: who and when at once.

``solve`` is the door; ``searched``, ``settled`` (CP-SAT) and ``replanned`` are the roads. Below,
``model``, ``refine``, ``search`` and ``bounds`` do one trade each, all of them over ``facts``.
"""
