$stdout.sync = true
puts 'ticket-sync 0.8.8'
require_relative 'lib/store'
sleep
