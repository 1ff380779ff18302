require 'socket'
$stdout.sync = true
puts 'audit-tail 1.0.0'
s = TCPSocket.new('sessions-redis', 6379)
s.write("SUBSCRIBE audit\r\n")
while (line = s.gets)
  puts "audit #{line.strip}"
end
abort 'redis closed the subscription'
