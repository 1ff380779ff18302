require 'socket'
require 'logger'
$stdout.sync = true
l = Logger.new($stdout)
l.info("#{ENV['NAME']} starting")
3.times do |i|
  begin
    TCPSocket.new('tax-cache', 6379).close
    break
  rescue SystemCallError => e
    l.warn("cache connect failed (#{i + 1}/3): #{e.message}")
    raise if i == 2
    sleep 0.5
  end
end
l.info('connected')
sleep
