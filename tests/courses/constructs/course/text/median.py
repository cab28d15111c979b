"""The median of a baseline."""

from statistics import median

baseline = [12, 15, 11, 14, 13, 16]
middle = median(baseline)
print(middle)
