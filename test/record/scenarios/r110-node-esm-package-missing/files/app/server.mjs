import http from 'node:http'
import { z } from 'zod'
http.createServer((q, r) => r.end()).listen(3000)
