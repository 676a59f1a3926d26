const error = {};

export default error;
