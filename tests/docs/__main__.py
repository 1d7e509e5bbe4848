"""``python -m tests.docs`` writes what the pages have from the program: readings, tables, outputs."""

from tests.docs import shown, tables, write_readings
from tests.law import example

if __name__ == "__main__":
    write_readings.main()
    tables.main()
    shown.main()
    example.main()
