module Bridge
  module Stripe
    API_KEY = ENV.fetch('STRIPE_API_KEY')
  end
end
