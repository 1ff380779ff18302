import signal, sys, time
signal.signal(signal.SIGTERM, lambda *a: (print('warm shutdown'), sys.exit(0)))
print('task-worker 5.0.0 ready')
while True:
    time.sleep(2); print('processed 14 tasks')
