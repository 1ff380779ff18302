require 'sequel'
