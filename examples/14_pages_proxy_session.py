"""A session of one's own (a proxy, a header), small pages, and progress while they come."""

import requests

from msc_trials import Client
from msc_trials.errors import exit_in_one_line

exit_in_one_line()
session = requests.Session()
session.headers["From"] = "researcher@example.org"
session.proxies = {}  # for example {"https": "http://proxy.example.org:8080"}
with Client(session=session, page_size=50, progress=lambda done, of: print(f"{done} of {of}")) as client:
    for page in client.search("knee osteoarthritis").pages():
        print(len(page), "trials, first", page[0].nct_id)
