#!/bin/bash
echo "docs-site: building"
cd /site
hugo server --bind 0.0.0.0 --port 1313 --baseURL "$BASE_URL"
