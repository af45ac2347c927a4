using System.Numerics;

namespace RnnSimd.Training;

/// <summary>
/// What training was before its last step. If the loss after that step turns out not to be finite, it is the state to go back to, as a whole: training that
/// goes on from there takes the step again, and ends the epoch again if it was the last step of one.
/// </summary>
internal sealed class LastGoodState<T>(JointParameters<T> parameters, Optimizer<T> optimizer, LearningRateSchedule schedule, BestParameters<T> best)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _parameters = new T[parameters.Count];
    private readonly T[][] _optimizer = [.. optimizer.State.Select(state => new T[state.Values.Length])];
    private readonly double[] _schedule = new double[schedule.State.Length];
    private readonly BestParameters<T> _best = best.Empty();
    private readonly CarriedState<T> _carried = new();
    private long _stepCount;
    private TrainingPosition _position;

    /// <summary>Keeps what is now.</summary>
    /// <param name="position">Where training stands.</param>
    /// <param name="carried">What the objective goes on from there.</param>
    public void Keep(TrainingPosition position, CarriedState<T> carried)
    {
        parameters.CopyTo(_parameters);
        for (var i = 0; i < _optimizer.Length; i++)
        {
            optimizer.State[i].Values.CopyTo(_optimizer[i]);
        }

        schedule.State.CopyTo(_schedule);
        _best.Set(best.Parameters, best.Loss, best.Waited);
        _carried.Set(carried.Elements);
        (_stepCount, _position) = (optimizer.StepCount, position);
    }

    /// <summary>Goes back to it.</summary>
    /// <param name="carried">Receives what the objective goes on from there.</param>
    /// <returns>Where training stood.</returns>
    public TrainingPosition Restore(CarriedState<T> carried)
    {
        parameters.CopyFrom(_parameters);
        for (var i = 0; i < _optimizer.Length; i++)
        {
            _optimizer[i].CopyTo(optimizer.State[i].Values);
        }

        _schedule.CopyTo(schedule.State);
        best.Set(_best.Parameters, _best.Loss, _best.Waited);
        carried.Set(_carried.Elements);
        optimizer.StepCount = _stepCount;
        return _position;
    }
}
