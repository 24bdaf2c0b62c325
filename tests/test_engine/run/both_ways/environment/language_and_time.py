# Right: locale and time zone are those of the machine.
# %% show
import locale
import time
from datetime import datetime

print(
    locale.getlocale(),
    locale.getpreferredencoding(),
    locale.setlocale(locale.LC_ALL),
    locale.localeconv()["decimal_point"],
)
print(time.tzname, time.timezone, datetime(2024, 7, 1).astimezone().isoformat())

# %% changed
import os

os.environ["TZ"] = "Asia/Shanghai"
time.tzset()
print(datetime(2024, 7, 1).astimezone().isoformat(), time.strftime("%H:%M %Z", time.localtime(0)))
