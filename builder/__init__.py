"""Builds a course of chapters and question banks into an HTML book and SCORM packages."""
