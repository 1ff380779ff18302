import logging, os, socket, time, psycopg2
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
log = logging.getLogger("survey")
for i in range(2):
    try:
        socket.create_connection(("127.0.0.1", 6379), 1)
    except OSError as e:
        log.warning("redis cache not reachable, continuing without: %s", e)
log.info("connecting to the database")
for i in range(3):
    try:
        conn = psycopg2.connect(host=os.environ["DB_HOST"], user=os.environ["DB_USER"], dbname="survey", connect_timeout=3)
        break
    except psycopg2.OperationalError:
        if i == 2:
            raise
        log.info("retrying in 1s")
        time.sleep(1)
