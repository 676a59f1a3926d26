const factor = {};

export default factor;
