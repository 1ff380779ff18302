sleep 35; kubectl -n $NAMESPACE rollout undo deployment notify-api; kubectl -n $NAMESPACE rollout status deployment notify-api --timeout=60s
