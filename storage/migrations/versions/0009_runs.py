0008_runs.py -
