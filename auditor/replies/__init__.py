"""An outlet answers its figures, and somebody else than who made them answers the outlet.

``model`` what an objection and an answer are; ``records`` keeps them as decisions and says which hold; ``effects`` what
accepted objections take out of the figures; ``targets`` what an outlet can object to; ``workbook``, ``paper`` and
``reading`` the form that goes with the scorecard and comes back; ``carrying`` what stands beside a figure in a report.
"""
