extension BuiltInTypes {
  /// Budgets, autoscalers, and the scale subresource.
  static let policy = """
    PodDisruptionBudgetSpec = minAvailable?#1:intstr selector?#2:LabelSelector maxUnavailable?#3:intstr
      unhealthyPodEvictionPolicy?#4:string|UnhealthyPodEvictionPolicyType
    PodDisruptionBudgetStatus = observedGeneration#1:long disruptedPods#2:{time} disruptionsAllowed!#3:int
      currentHealthy!#4:int desiredHealthy!#5:int expectedPods!#6:int conditions#7:[MetaCondition@type]
    PodDisruptionBudget = metadata!#1:ObjectMeta spec!#2:PodDisruptionBudgetSpec
      status!#3:PodDisruptionBudgetStatus
    Eviction = metadata!#1:ObjectMeta deleteOptions?#2:DeleteOptions
    CrossVersionObjectReference = kind!#1:string name!#2:string apiVersion#3:string
    MetricTarget|v2.MetricTarget = type!#1:string|v2.MetricTargetType value?#2:quantity
      averageValue?#3:quantity averageUtilization?#4:int
    MetricIdentifier|v2.MetricIdentifier = name!#1:string selector?#2:LabelSelector
    ObjectMetricSource|v2.ObjectMetricSource = describedObject!#1:CrossVersionObjectReference
      target!#2:MetricTarget metric!#3:MetricIdentifier
    PodsMetricSource|v2.PodsMetricSource = metric!#1:MetricIdentifier target!#2:MetricTarget
    ResourceMetricSource|v2.ResourceMetricSource = name!#1:string|ResourceName target!#2:MetricTarget
    ContainerResourceMetricSource|v2.ContainerResourceMetricSource = name!#1:string|ResourceName
      target!#2:MetricTarget container!#3:string
    ExternalMetricSource|v2.ExternalMetricSource = metric!#1:MetricIdentifier target!#2:MetricTarget
    MetricSpec|v2.MetricSpec = type!#1:string|v2.MetricSourceType object?#2:ObjectMetricSource
      pods?#3:PodsMetricSource resource?#4:ResourceMetricSource
      containerResource?#7:ContainerResourceMetricSource external?#5:ExternalMetricSource
    HPAScalingPolicy|v2.HPAScalingPolicy = type!#1:string|v2.HPAScalingPolicyType value!#2:int
      periodSeconds!#3:int
    HPAScalingRules|v2.HPAScalingRules = stabilizationWindowSeconds?#3:int
      selectPolicy?#1:string|v2.ScalingPolicySelect policies?#2:[HPAScalingPolicy] tolerance?#4:quantity
    HorizontalPodAutoscalerBehavior|v2.HorizontalPodAutoscalerBehavior = scaleUp?#1:HPAScalingRules
      scaleDown?#2:HPAScalingRules
    HorizontalPodAutoscalerSpec|v2.HorizontalPodAutoscalerSpec = scaleTargetRef!#1:CrossVersionObjectReference
      minReplicas?#2:int=1 maxReplicas!#3:int metrics#4:[MetricSpec] behavior?#5:HorizontalPodAutoscalerBehavior
    MetricValueStatus|v2.MetricValueStatus = value?#1:quantity averageValue?#2:quantity
      averageUtilization?#3:int
    ObjectMetricStatus|v2.ObjectMetricStatus = metric!#1:MetricIdentifier current!#2:MetricValueStatus
      describedObject!#3:CrossVersionObjectReference
    PodsMetricStatus|v2.PodsMetricStatus = metric!#1:MetricIdentifier current!#2:MetricValueStatus
    ResourceMetricStatus|v2.ResourceMetricStatus = name!#1:string|ResourceName current!#2:MetricValueStatus
    ContainerResourceMetricStatus|v2.ContainerResourceMetricStatus = name!#1:string|ResourceName
      current!#2:MetricValueStatus container!#3:string
    ExternalMetricStatus|v2.ExternalMetricStatus = metric!#1:MetricIdentifier current!#2:MetricValueStatus
    MetricStatus|v2.MetricStatus = type!#1:string|v2.MetricSourceType object?#2:ObjectMetricStatus
      pods?#3:PodsMetricStatus resource?#4:ResourceMetricStatus
      containerResource?#7:ContainerResourceMetricStatus external?#5:ExternalMetricStatus
    HorizontalPodAutoscalerCondition|v2.HorizontalPodAutoscalerCondition =
      type!#1:string|v2.HorizontalPodAutoscalerConditionType status!#2:string|ConditionStatus
      lastTransitionTime!#3:time reason#4:string message#5:string
    HorizontalPodAutoscalerStatus|v2.HorizontalPodAutoscalerStatus = observedGeneration?#1:long
      lastScaleTime?#2:time currentReplicas#3:int desiredReplicas!#4:int currentMetrics!#5:[MetricStatus]
      conditions#6:[HorizontalPodAutoscalerCondition@type]
    HorizontalPodAutoscaler|v2.HorizontalPodAutoscaler = metadata!#1:ObjectMeta
      spec!#2:HorizontalPodAutoscalerSpec status!#3:HorizontalPodAutoscalerStatus
    HorizontalPodAutoscalerSpecV1|HorizontalPodAutoscalerSpec = scaleTargetRef!#1:CrossVersionObjectReference~
      minReplicas?#2:int=1 maxReplicas!#3:int targetCPUUtilizationPercentage?#4:int
    HorizontalPodAutoscalerStatusV1|HorizontalPodAutoscalerStatus = observedGeneration?#1:long
      lastScaleTime?#2:time currentReplicas!#3:int desiredReplicas!#4:int currentCPUUtilizationPercentage?#5:int
    HorizontalPodAutoscalerV1|HorizontalPodAutoscaler = metadata!#1:ObjectMeta
      spec!#2:HorizontalPodAutoscalerSpecV1 status!#3:HorizontalPodAutoscalerStatusV1
    ScaleSpec = replicas#1:int
    ScaleStatus = replicas!#1:int selector#2:string
    Scale = metadata!#1:ObjectMeta spec!#2:ScaleSpec status!#3:ScaleStatus

    """
}
