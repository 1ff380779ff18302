#!/bin/bash
echo "aligner 2.8.0: indexing reference"
python3 /opt/align.py
rc=$?
echo "aligner ended with $rc"
exit $rc
