/// What two whole rollouts look like.
///
/// Changed only by hand, when the change is meant.
enum Golden {
  static let goodTrace = #"""
    edited: Progressing 1/3 WaitingForReplicas; a 3/3, b 0/1; a 100%, b 0%
    settled: Progressing 1/3 Collecting; a 3/3, b 1/1; a 75%, b 25%
    Advance: Progressing 1/3 Dwelling; a 3/3, b 1/1; a 75%, b 25%
    5m later: Progressing 2/3 WaitingForReplicas; a 3/3, b 1/3; a 75%, b 25%
    settled: Progressing 2/3 Collecting; a 3/3, b 3/3; a 50%, b 50%
    Advance: Progressing 2/3 Dwelling; a 3/3, b 3/3; a 50%, b 50%
    5m later: Progressing 3/3 WaitingForRouter; a 3/1, b 3/3; a 25%, b 75%
    settled: Progressing 3/3 Collecting; a 1/1, b 3/3; a 25%, b 75%
    Advance: Progressing 3/3 Dwelling; a 1/1, b 3/3; a 25%, b 75%
    5m later: Promoting 3/3 Promoting; a 1/1, b 3/3; a 0%, b 100%
    settled: Healthy Healthy; b 3/3, a 1/1; b 100%
    stopped: Healthy Healthy; b 3/3; b 100%
    """#

  static let goodStatus = #"""
    {
      "phase": "Healthy",
      "router": "Service",
      "replicas": 3,
      "selector": "",
      "stable": {
        "revision": "b",
        "model": "file:///b",
        "replicas": 3,
        "ready": 3,
        "weight": "100%"
      },
      "traffic": [
        {
          "revision": "b",
          "track": "stable",
          "asked": "100%",
          "given": "100%",
          "confirmed": true
        }
      ],
      "analysis": {
        "verdict": "Advance",
        "decidingMetric": "errors",
        "message": "1.2% against 1%."
      },
      "explanation": {
        "rule": "Healthy",
        "message": "Revision b owns all traffic.",
        "next": "A change of the model or its runtime begins a rollout."
      },
      "history": [
        {
          "revision": "b",
          "outcome": "Promoted",
          "reason": "StepsPassed",
          "message": "It took over from a.",
          "startTime": "2027-01-15T08:00:00Z",
          "endTime": "2027-01-15T08:15:00Z"
        }
      ],
      "conditions": [
        {
          "type": "Ready",
          "status": "True",
          "lastTransitionTime": "2027-01-15T08:00:00Z",
          "reason": "ReplicasReady",
          "message": "3 replicas with traffic are ready; the whole traffic needs 3."
        },
        {
          "type": "Progressing",
          "status": "False",
          "lastTransitionTime": "2027-01-15T08:15:00Z",
          "reason": "Healthy",
          "message": "Revision b owns all traffic."
        },
        {
          "type": "Reconciling",
          "status": "False",
          "lastTransitionTime": "2027-01-15T08:15:05Z",
          "reason": "Healthy",
          "message": "Revision b owns all traffic."
        },
        {
          "type": "Stalled",
          "status": "False",
          "lastTransitionTime": "2027-01-15T08:00:00Z",
          "reason": "Healthy",
          "message": "Revision b owns all traffic."
        },
        {
          "type": "Paused",
          "status": "False",
          "lastTransitionTime": "2027-01-15T08:00:00Z",
          "reason": "Healthy",
          "message": "Revision b owns all traffic."
        }
      ]
    }
    """#

  static let badTrace = #"""
    edited: Progressing 1/3 WaitingForReplicas; a 3/3, b 0/1; a 100%, b 0%
    settled: Progressing 1/3 Collecting; a 3/3, b 1/1; a 75%, b 25%
    Advance: Progressing 1/3 Dwelling; a 3/3, b 1/1; a 75%, b 25%
    5m later: Progressing 2/3 WaitingForReplicas; a 3/3, b 1/3; a 75%, b 25%
    settled: Progressing 2/3 Collecting; a 3/3, b 3/3; a 50%, b 50%
    RollBack: RollingBack 2/3 RollingBack; a 3/3, b 3/3; a 100%, b 0%
    5m later: RollingBack 2/3 RollingBack; a 3/3, b 3/3; a 100%, b 0%
    settled: RolledBack Rejected; a 3/3, b 3/3; a 100%
    stopped: RolledBack Rejected; a 3/3; a 100%
    """#

  static let badStatus = #"""
    {
      "phase": "RolledBack",
      "router": "Service",
      "replicas": 3,
      "selector": "",
      "stable": {
        "revision": "a",
        "model": "file:///a",
        "replicas": 3,
        "ready": 3,
        "weight": "100%"
      },
      "traffic": [
        {
          "revision": "a",
          "track": "stable",
          "asked": "100%",
          "given": "100%",
          "confirmed": true
        }
      ],
      "analysis": {
        "verdict": "RollBack",
        "decidingMetric": "errors",
        "message": "1.2% against 1%."
      },
      "explanation": {
        "rule": "Rejected",
        "message": "Revision b failed: Metric `errors`: 1.2% against 1%. Revision a owns all traffic.",
        "next": "A change of the model or its runtime begins another rollout; `Retry` tries it again."
      },
      "history": [
        {
          "revision": "b",
          "outcome": "RolledBack",
          "reason": "AnalysisFailed",
          "message": "Metric `errors`: 1.2% against 1%.",
          "startTime": "2027-01-15T08:00:00Z",
          "endTime": "2027-01-15T08:10:00Z"
        }
      ],
      "rejectedRevisions": [
        {
          "revision": "b",
          "outcome": "RolledBack",
          "reason": "AnalysisFailed",
          "message": "Metric `errors`: 1.2% against 1%.",
          "time": "2027-01-15T08:10:00Z"
        }
      ],
      "conditions": [
        {
          "type": "Ready",
          "status": "True",
          "lastTransitionTime": "2027-01-15T08:00:00Z",
          "reason": "ReplicasReady",
          "message": "3 replicas with traffic are ready; the whole traffic needs 3."
        },
        {
          "type": "Progressing",
          "status": "False",
          "lastTransitionTime": "2027-01-15T08:10:00Z",
          "reason": "Rejected",
          "message": "Revision b failed: Metric `errors`: 1.2% against 1%. Revision a owns all traffic."
        },
        {
          "type": "Reconciling",
          "status": "False",
          "lastTransitionTime": "2027-01-15T08:10:00Z",
          "reason": "Rejected",
          "message": "Revision b failed: Metric `errors`: 1.2% against 1%. Revision a owns all traffic."
        },
        {
          "type": "Stalled",
          "status": "True",
          "lastTransitionTime": "2027-01-15T08:10:00Z",
          "reason": "Rejected",
          "message": "Revision b failed: Metric `errors`: 1.2% against 1%. Revision a owns all traffic."
        },
        {
          "type": "Paused",
          "status": "False",
          "lastTransitionTime": "2027-01-15T08:00:00Z",
          "reason": "Rejected",
          "message": "Revision b failed: Metric `errors`: 1.2% against 1%. Revision a owns all traffic."
        }
      ]
    }
    """#

  static let middleStatus = #"""
    {
      "phase": "Progressing",
      "router": "Service",
      "replicas": 4,
      "selector": "",
      "stable": {
        "revision": "a",
        "model": "file:///a",
        "replicas": 3,
        "ready": 3,
        "weight": "75%"
      },
      "candidate": {
        "revision": "b",
        "model": "file:///b",
        "replicas": 1,
        "ready": 1,
        "weight": "25%"
      },
      "step": {
        "index": 0,
        "of": 3,
        "label": "1/3",
        "strategy": "Canary",
        "weight": "25%",
        "startTime": "2027-01-15T08:00:00Z",
        "enteredTime": "2027-01-15T08:00:00Z"
      },
      "startTime": "2027-01-15T08:00:00Z",
      "traffic": [
        {
          "revision": "a",
          "track": "stable",
          "asked": "75%",
          "given": "75%",
          "confirmed": true
        },
        {
          "revision": "b",
          "track": "candidate",
          "asked": "25%",
          "given": "25%",
          "confirmed": true
        }
      ],
      "analysis": {
        "verdict": "Collecting",
        "message": "12 of 50 requests."
      },
      "explanation": {
        "rule": "Collecting",
        "message": "Step 1/3: revision b has 25% of the traffic; evidence is being collected.",
        "next": "The next step begins when the evidence suffices.",
        "nextTime": "2027-01-15T08:01:40Z"
      },
      "conditions": [
        {
          "type": "Ready",
          "status": "True",
          "lastTransitionTime": "2027-01-15T08:00:00Z",
          "reason": "ReplicasReady",
          "message": "4 replicas with traffic are ready; the whole traffic needs 3."
        },
        {
          "type": "Progressing",
          "status": "True",
          "lastTransitionTime": "2027-01-15T08:00:00Z",
          "reason": "Collecting",
          "message": "Step 1/3: revision b has 25% of the traffic; evidence is being collected."
        },
        {
          "type": "Reconciling",
          "status": "True",
          "lastTransitionTime": "2027-01-15T08:00:00Z",
          "reason": "Collecting",
          "message": "Step 1/3: revision b has 25% of the traffic; evidence is being collected."
        },
        {
          "type": "Stalled",
          "status": "False",
          "lastTransitionTime": "2027-01-15T08:00:00Z",
          "reason": "Collecting",
          "message": "Step 1/3: revision b has 25% of the traffic; evidence is being collected."
        },
        {
          "type": "Paused",
          "status": "False",
          "lastTransitionTime": "2027-01-15T08:00:00Z",
          "reason": "Collecting",
          "message": "Step 1/3: revision b has 25% of the traffic; evidence is being collected."
        }
      ]
    }
    """#
}
