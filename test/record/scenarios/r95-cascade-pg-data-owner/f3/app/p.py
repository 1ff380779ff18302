import psycopg2, sys, logging
logging.basicConfig(level=logging.INFO)
logging.info('order-batch 1.1.0')
psycopg2.connect(host='orders-pg', user='app', dbname='postgres', connect_timeout=5)
