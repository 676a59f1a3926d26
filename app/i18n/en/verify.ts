const verify = {};

export default verify;
