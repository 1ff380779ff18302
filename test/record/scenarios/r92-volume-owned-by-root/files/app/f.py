print('filer 1.3.0')
open('/data/index.db', 'ab').write(b'x')
import time; time.sleep(1e6)
