"""The question bench: every question of a course on one page, with all that a review needs."""

from builder.bench.document import bench_html
from builder.bench.items import Bench, read_bench

__all__ = ["Bench", "bench_html", "read_bench"]
