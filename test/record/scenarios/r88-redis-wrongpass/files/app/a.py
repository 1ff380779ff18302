import os, redis, time
print("rank-api 3.2.1")
r = redis.from_url(os.environ["REDIS_URL"])
for _ in range(20):
    try:
        r.ping(); break
    except redis.exceptions.ConnectionError as e:
        if isinstance(e, redis.exceptions.AuthenticationError): raise
        print("redis not ready:", e); time.sleep(1)
time.sleep(1e6)
