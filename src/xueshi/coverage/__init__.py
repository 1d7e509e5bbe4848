"""What cases reach of an encoding: by clause, by statement, by condition, boundary, table cell and reading."""
