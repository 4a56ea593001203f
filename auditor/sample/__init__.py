"""A fictitious province that the program serves to itself: outlets, items, and the truths planted in them.

Nothing here is real. The province, its communes, outlets and people are made up, so that a newcomer can watch an
audit from end to end without touching anybody's server, and so that tests can compare a run with what was planted.
"""
