import logging, sys, threading, time
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(threadName)s %(message)s")
log = logging.getLogger()
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        time.sleep(0.3)
        with b: log.info("model ready")
def two():
    with b:
        time.sleep(0.3)
        with a: log.info("cache ready")
log.info("price-oracle 0.9.9: warming up")
ts = [threading.Thread(target=f, daemon=True, name=f.__name__) for f in (one, two)]
[t.start() for t in ts]
end = time.time() + 8
while any(t.is_alive() for t in ts):
    if time.time() > end:
        log.critical("warm-up not complete after 8s, startup timed out; giving up")
        sys.exit(1)
    time.sleep(1)
    log.info("waiting for warm-up (%d tasks left)", sum(t.is_alive() for t in ts))
