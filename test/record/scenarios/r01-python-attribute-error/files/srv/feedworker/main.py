import logging, socket, time
from feedworker.parse import parse_feed

logging.basicConfig(level=logging.INFO, format="%(asctime)s [%(levelname)s] %(name)s: %(message)s")
log = logging.getLogger("feedworker")

def push_metrics():
    for attempt in range(1, 4):
        try:
            socket.create_connection(("127.0.0.1", 8125), timeout=1)
        except OSError as e:
            logging.getLogger("metrics").error("cannot push metrics to statsd (attempt %d/3): %s", attempt, e)
            time.sleep(0.1)
    logging.getLogger("metrics").warning("metrics disabled for this run")

def main():
    log.info("feed-worker 3.4.0 starting, batch=40")
    push_metrics()
    for supplier in ("acme", "northsea", "helios"):
        log.info("importing feed of %s", supplier)
        items = parse_feed(supplier)
        log.info("%s: %d items", supplier, len(items))
    while True:
        time.sleep(30)

if __name__ == "__main__":
    try:
        main()
    finally:
        log.info("flushing spool")
        log.info("feed-worker stopped")
