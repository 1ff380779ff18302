require 'logger'
$stdout.sync = true
log = Logger.new($stdout)
log.formatter = proc { |s, t, _, m| "#{s[0]}, [#{t.strftime('%Y-%m-%dT%H:%M:%S.%6N')} ##{Process.pid}]  #{s} -- : #{m}\n" }
log.info('payment-bridge 1.9.2 booting in production')
log.warn('DEPRECATION WARNING: Bridge::Legacy is deprecated and will be removed in 2.0')
require_relative 'config/stripe'
log.info('listening on 0.0.0.0:9292')
sleep
