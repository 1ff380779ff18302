import asyncio, logging, os
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
log = logging.getLogger("collector")
async def main():
    host, port = os.environ["STATION_HUB"].split(":")
    log.info("connecting to %s:%s", host, port)
    r, w = await asyncio.wait_for(asyncio.open_connection(host, int(port)), 4)
    log.info("connected")
    while True:
        await asyncio.sleep(10)
asyncio.run(main())
