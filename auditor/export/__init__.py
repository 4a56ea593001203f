"""A province's figures for people who count further: plain tables with a dictionary, for Excel, SPSS, R and other provinces."""
