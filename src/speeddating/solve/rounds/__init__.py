"""Who and when at once, and the timetable of meetings that are given."""
