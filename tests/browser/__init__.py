"""Tests that use the book and the packages as learners do, in a real Chromium."""
