"""Serves one model over the Open Inference Protocol, with the metrics that a rollout is judged by.

Written by `slipway generate server`. The files are the same for all models: what differs is in settings.json.
"""
