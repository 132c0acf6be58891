"""The calendar: month and year planner, series, moving and cancelling."""
