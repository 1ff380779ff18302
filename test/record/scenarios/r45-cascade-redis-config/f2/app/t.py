import redis, time, logging
logging.basicConfig(level=logging.INFO)
logging.info("token-worker 1.0.0")
r = redis.Redis(host="sessions-redis", socket_connect_timeout=3)
while True:
    r.brpop("tokens", timeout=2)
