import logging, time
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)-7s %(message)s")
logging.info("export of 2026-11-20 started")
logging.warning("table fx_rates has 3 rows without a currency, skipped")
time.sleep(1)
logging.info("wrote 18233 rows to /tmp/export.csv")
logging.info("export finished in 1.0 s")
