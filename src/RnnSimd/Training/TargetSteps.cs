namespace RnnSimd.Training;

/// <summary>Which time steps of a sequence have a target.</summary>
public enum TargetSteps
{
    /// <summary>Every step has one of its own: many-to-many in step, as in forecasting and labelling.</summary>
    Every,

    /// <summary>The sequence has one, which belongs to its last step: many-to-one, as in classification.</summary>
    Last,

    /// <summary>The targets are a sequence of their own, of any length: many-to-many with encoder and decoder, as in translation.</summary>
    Own,
}
