"""Reads a finished package as a platform would. Shares no code with what writes packages."""
