"""Records what python-dateutil makes of the recurrence rules the reading writes, as an independent oracle.

Run by hand when rules are added:  python3 test/calendar/record_recurrences.py > test/calendar/recurrences.json
"""

import json
from datetime import datetime

from dateutil.rrule import rrulestr

FROM, TO = datetime(2026, 1, 1), datetime(2035, 12, 31)
START = datetime(2001, 1, 1)

RULES = [
    "FREQ=YEARLY;BYMONTH=1,2,3;BYMONTHDAY=-1;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
    "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20",
    "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20;UNTIL=20291231",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYMONTHDAY=5",
    "FREQ=MONTHLY;BYMONTHDAY=15,28",
    "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
    "FREQ=WEEKLY;BYDAY=FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "FREQ=DAILY",
]

recorded = {}
for rule in RULES:
    days = rrulestr("RRULE:" + rule, dtstart=START).between(FROM, TO, inc=True)
    # Daily and weekly rules are long: their first 400 days say enough.
    recorded[rule] = [day.strftime("%Y-%m-%d") for day in days][:400]

print(json.dumps({"from": "2026-01-01", "to": "2035-12-31", "rules": recorded}))
